package dev.obtaskd.api.obshell;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Invalid ids, with an error at each position, and valid ids of missing rows. */
final class InvalidIds {

    private static final List<String> KINDS = List.of("dag", "node", "sub_task");
    private static final List<String> SOUND =
            List.of(
                    "142",
                    "22130706433028879",
                    "40168430081028867",
                    "3042540766411282592856903984951653826561028867",
                    "5000000000000000000000000000000000000001028867");
    private static final List<String> ODD =
            List.of(
                    "-",
                    "+",
                    " ",
                    "0",
                    "x",
                    "٣",
                    "２",
                    "\0",
                    "/",
                    "%",
                    "'",
                    "{1}",
                    "9223372036854775808",
                    "\n",
                    "..",
                    ";",
                    "\ud83d\ude00",
                    "e9",
                    ".5",
                    "_");

    private InvalidIds() {}

    /** Below the tasks' path; encoded as a client would. */
    static String path(Random random) {
        var id = URLEncoder.encode(id(random), StandardCharsets.UTF_8).replace("+", "%20");
        var kind = KINDS.get(random.nextInt(KINDS.size()));
        var tail =
                switch (random.nextInt(6)) {
                    case 0 -> "/logs";
                    case 1 -> "?show_details=" + random.nextInt(3);
                    default -> "";
                };
        return kind + "/" + id + tail;
    }

    private static String id(Random random) {
        var sound = SOUND.get(random.nextInt(SOUND.size()));
        return switch (random.nextInt(5)) {
            case 0 -> digits(random, random.nextInt(60));
            case 1 -> sound.substring(0, random.nextInt(sound.length() + 1));
            case 2 -> sound + digits(random, random.nextInt(25));
            case 3 -> random.nextInt(10) + sound.substring(1);
            default ->
                    with(
                            sound,
                            random.nextInt(sound.length() + 1),
                            ODD.get(random.nextInt(ODD.size())));
        };
    }

    private static String with(String text, int at, String odd) {
        return text.substring(0, at) + odd + text.substring(at);
    }

    private static String digits(Random random, int length) {
        var digits = new StringBuilder();
        for (var i = 0; i < length; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }
}
