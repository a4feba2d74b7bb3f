package dev.obtaskd.daemon.storm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What the programs of one task left, in the order of their doing so. */
record ProgramMarks(List<Mark> all) {

    /**
     * One of them.
     *
     * @param word {@code begin}, {@code end}, {@code beside} another program of the task, or in
     *     {@code conflict} with one of another task
     * @param what {@code run} or {@code undo}
     * @param no of the attempt
     */
    record Mark(String word, String what, String step, int no) {

        private static Mark of(String line) {
            var words = line.split(" ");
            return new Mark(words[0], words[1], words[2], Integer.parseInt(words[3]));
        }
    }

    /** None if the file is not there. */
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

    /** Its place; -1 if it is not there. */
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
