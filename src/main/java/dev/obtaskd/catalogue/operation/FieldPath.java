package dev.obtaskd.catalogue.operation;

import org.jspecify.annotations.Nullable;

/**
 * The place of a field, such as {@code params.tenant}. It becomes a text only when it is shown:
 * with long names, a text for each of many members would take much longer than what is done with
 * them.
 */
record FieldPath(@Nullable FieldPath parent, String name) {

    static FieldPath of(String name) {
        return new FieldPath(null, name);
    }

    FieldPath then(String member) {
        return new FieldPath(this, member);
    }

    FieldPath then(int index) {
        return then(Integer.toString(index));
    }

    @Override
    public String toString() {
        return parent == null ? name : parent + "." + name;
    }
}
