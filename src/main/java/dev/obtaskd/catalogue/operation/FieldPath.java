package dev.obtaskd.catalogue.operation;

import org.jspecify.annotations.Nullable;

/**
 * The place of a field, such as {@code params.tenant}. The text is built only when shown: building
 * it for every member would dominate the cost of a check with long names.
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
