package dev.obtaskd.http;

/** Words refusals of requests whose head could not be read, so that nothing is known of them. */
public interface UnreadableHeadWriter {

    /** The complete answer. */
    Answer answer(RequestFault fault);

    /**
     * An answer without its general headers.
     *
     * @param body of that media type
     */
    record Answer(int status, String mediaType, byte[] body) {}
}
