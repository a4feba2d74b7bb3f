package dev.obtaskd.bench;

/** Rounds in which ours and the peer took turns. */
final class Rounds {

    private final Series ours = new Series();
    private final Series peers = new Series();
    private final Series ratios = new Series();

    void add(double our, double peer) {
        ours.add(our);
        peers.add(peer);
        ratios.add(our / peer);
    }

    /** The medians; the ratio is the median of the rounds' ratios, as only those are of the same minute. */
    Figure figure(String metric, String unit, String peerName, Goal goal) {
        return Figure.beside(metric, unit, ours.median(), peers.median(), peerName, ratios.median(), goal);
    }
}
