package dev.obtaskd.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The part of the tar format that backups use: regular files, with the entries of GNU tar for long
 * names. An archive has all files of a day, because a zip file keeps the name of each of its
 * entries in memory until it is complete.
 */
public final class TarFormat {

    public static final int BLOCK = 512;

    /** Longer names than those of the file systems of Linux are refused. */
    static final int MAX_NAME = 8192;

    static final char FILE = '0';
    static final char LONG_NAME = 'L';

    private static final int NAME_LENGTH = 100;
    private static final int MODE = 100;
    private static final int SIZE = 124;
    private static final int SIZE_LENGTH = 12;
    private static final int TIME = 136;
    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_LENGTH = 8;
    private static final int TYPE = 156;
    private static final int MAGIC = 257;
    private static final long MAX_OCTAL = 077777777777L;

    private TarFormat() {}

    /** Whether a name needs an entry of its own before the file. */
    static boolean isLong(byte[] name) {
        return name.length > NAME_LENGTH;
    }

    static byte[] header(byte[] name, long size, char type, long seconds) {
        var block = new byte[BLOCK];
        System.arraycopy(name, 0, block, 0, Math.min(name.length, NAME_LENGTH));
        octal(block, MODE, 8, 0600);
        octal(block, MODE + 8, 8, 0);
        octal(block, MODE + 16, 8, 0);
        size(block, size);
        octal(block, TIME, SIZE_LENGTH, Math.max(0, seconds));
        block[TYPE] = (byte) type;
        System.arraycopy("ustar  ".getBytes(StandardCharsets.US_ASCII), 0, block, MAGIC, 7);
        Arrays.fill(block, CHECKSUM, CHECKSUM + CHECKSUM_LENGTH, (byte) ' ');
        octal(block, CHECKSUM, CHECKSUM_LENGTH - 1, sum(block));
        return block;
    }

    /** Bytes from the end of a content to the next block. */
    static int padding(long size) {
        return (int) ((BLOCK - size % BLOCK) % BLOCK);
    }

    static boolean empty(byte[] block) {
        for (var b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    static char type(byte[] header) {
        return (char) header[TYPE];
    }

    static byte[] name(byte[] header) {
        var end = 0;
        while (end < NAME_LENGTH && header[end] != 0) {
            end++;
        }
        return Arrays.copyOf(header, end);
    }

    /**
     * The size in a header.
     *
     * @throws IOException if the header is damaged
     */
    static long size(byte[] header) throws IOException {
        if (header[SIZE] != (byte) 0x80) {
            return octal(header, SIZE, SIZE_LENGTH);
        }
        var size = 0L;
        for (int i = SIZE + 4; i < SIZE + SIZE_LENGTH; i++) {
            size = size << 8 | header[i] & 0xff;
        }
        if (size < 0) {
            throw new IOException("the archive has an invalid size");
        }
        return size;
    }

    static void check(byte[] header) throws IOException {
        var expected = octal(header, CHECKSUM, CHECKSUM_LENGTH);
        var copy = header.clone();
        Arrays.fill(copy, CHECKSUM, CHECKSUM + CHECKSUM_LENGTH, (byte) ' ');
        if (expected != sum(copy)) {
            throw new IOException("the archive has a damaged header");
        }
    }

    private static void size(byte[] block, long size) {
        if (size <= MAX_OCTAL) {
            octal(block, SIZE, SIZE_LENGTH, size);
            return;
        }
        block[SIZE] = (byte) 0x80;
        for (int i = 0; i < 8; i++) {
            block[SIZE + SIZE_LENGTH - 1 - i] = (byte) (size >>> 8 * i);
        }
    }

    /** With a zero byte at the end. */
    private static void octal(byte[] block, int at, int length, long value) {
        var digits = Long.toOctalString(value);
        var padded = "0".repeat(length - 1 - digits.length()) + digits;
        System.arraycopy(padded.getBytes(StandardCharsets.US_ASCII), 0, block, at, length - 1);
        block[at + length - 1] = 0;
    }

    private static long octal(byte[] block, int at, int length) throws IOException {
        var text = new String(block, at, length, StandardCharsets.ISO_8859_1);
        var digits = text.replace('\0', ' ').strip();
        if (!digits.matches("[0-7]{1,12}")) {
            throw new IOException("the archive has a damaged header");
        }
        return Long.parseLong(digits, 8);
    }

    private static int sum(byte[] block) {
        var sum = 0;
        for (var b : block) {
            sum += b & 0xff;
        }
        return sum;
    }
}
