package dev.obtaskd.daemon.storm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The marks that the programs of one task left, in order. */
record ProgramMarks(List<Mark> all) {

    /**
     * One mark.
     *
     * @param word {@code begin}, {@code end}, {@code beside} another program of the task, or in
     *     {@code conflict} with one of another task
     * @param what {@code run} or {@code undo}
     * @param no number of the attempt
     */
    record Mark(String word, String what, String step, int no) {

        private static Mark of(String line) {
            var words = line.split(" ");
            return new Mark(words[0], words[1], words[2], Integer.parseInt(words[3]));
        }
    }

    /** Returns no marks if the file does not exist. */
    static ProgramMarks of(Path file) throws IOException {
        return new ProgramMarks(
                Files.exists(file)
                        ? Arrays.stream(Files.readString(file).split("\n"))
                                .filter(line -> !line.isEmpty())
                                .map(Mark::of)
                                .toList()
                        : List.of());
    }

    List<Mark> with(String word) {
        return all.stream().filter(mark -> mark.word().equals(word)).toList();
    }

    /** The index of the last matching mark; -1 if there is none. */
    int last(String word, String what, String step) {
        return all.reversed().stream()
                .filter(
                        mark ->
                                mark.word().equals(word)
                                        && mark.what().equals(what)
                                        && mark.step().equals(step))
                .mapToInt(all::lastIndexOf)
                .findFirst()
                .orElse(-1);
    }
}
