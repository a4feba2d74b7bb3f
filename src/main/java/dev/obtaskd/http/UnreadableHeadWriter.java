package dev.obtaskd.http;

/** Writes responses to requests whose head cannot be parsed. */
public interface UnreadableHeadWriter {

    /** The complete answer. */
    Answer answer(RequestFault fault);

    /**
     * A response without its general headers.
     *
     * @param body body of that media type
     */
    record Answer(int status, String mediaType, byte[] body) {}
}
