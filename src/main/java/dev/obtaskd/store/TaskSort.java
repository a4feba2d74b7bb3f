package dev.obtaskd.store;

/** The order of a list of tasks; the id breaks ties, in the same direction. */
public record TaskSort(Field by, boolean descending) {

    /** Newest first. */
    public static final TaskSort DEFAULT = new TaskSort(Field.CREATED_AT, true);

    /** The fields to sort by. Tasks without an end come last in both directions. */
    public enum Field {
        CREATED_AT("createdAt"),
        ENDED_AT("endedAt"),
        NAME("nameEn");

        private final String property;

        Field(String property) {
            this.property = property;
        }

        public String property() {
            return property;
        }
    }
}
