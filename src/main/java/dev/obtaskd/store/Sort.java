package dev.obtaskd.store;

/** The order of a list of tasks; the id breaks ties, in the same direction. */
public record Sort(Field by, boolean descending) {

    /** The newest first. */
    public static final Sort DEFAULT = new Sort(Field.CREATED_AT, true);

    /** What can be sorted by. Tasks that have not ended come last, whatever the direction. */
    public enum Field {
        CREATED_AT("createdAt"),
        ENDED_AT("endedAt"),
        NAME("nameEn");

        private final String property;

        Field(String property) {
            this.property = property;
        }

        String property() {
            return property;
        }
    }
}
