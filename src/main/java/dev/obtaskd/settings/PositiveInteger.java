package dev.obtaskd.settings;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads a number of at least 1. */
// Created by reflection.
@RegisterForReflection(fields = false)
public final class PositiveInteger implements Converter<Integer> {

    private static final long serialVersionUID = 1;

    @Override
    public Integer convert(String value) {
        try {
            var number = Integer.parseInt(value.strip());
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused as other numbers are.
        }
        throw new IllegalArgumentException("expected an integer from 1 to " + Integer.MAX_VALUE);
    }
}
