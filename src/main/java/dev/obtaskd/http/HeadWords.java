package dev.obtaskd.http;

/** Words refusals of requests whose head could not be read, so that nothing is known of them. */
public interface HeadWords {

    /** The complete answer. */
    Answer answer(Fault fault);

    /**
     * An answer without its general headers.
     *
     * @param body of that media type
     */
    record Answer(int status, String mediaType, byte[] body) {}
}
