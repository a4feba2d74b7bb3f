package dev.obtaskd.api.v2.event;

/** The position of a client in the logs of a sub task. Used by one thread. */
final class LogFollower {

    private final Feed.Subscriber subscriber;
    private Position position;

    /**
     * Where a client continues.
     *
     * @param attempt its number; 0 if there was none yet
     * @param line number of the next line
     * @param ended whether the client knows that the attempt has ended
     */
    record Position(int attempt, long line, boolean ended) {}

    LogFollower(Feed.Subscriber subscriber, Position position) {
        this.subscriber = subscriber;
        this.position = position;
    }

    Feed.Subscriber subscriber() {
        return subscriber;
    }

    Position position() {
        return position;
    }

    void moveTo(Position next) {
        position = next;
    }
}
