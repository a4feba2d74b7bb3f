package dev.obtaskd.engine.attempt;

import org.eclipse.microprofile.config.spi.Converter;

/** Takes an IPv6 address with or without the brackets that it has before a port. */
public final class AddressParser implements Converter<String> {

    @Override
    public String convert(String value) {
        var address = value.strip();
        return address.startsWith("[") && address.endsWith("]")
                ? address.substring(1, address.length() - 1)
                : address;
    }
}
