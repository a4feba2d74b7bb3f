package dev.obtaskd.backup;

import java.util.ArrayList;
import java.util.regex.Pattern;

/** The text of a configuration file without the values that are probably secret. */
final class SettingsFile {

    private static final Pattern SECRET =
            Pattern.compile("(?i).*(password|passwd|passphrase|secret|token|credential).*");

    private static final Pattern LINE = Pattern.compile("\\s*(?<name>[^=:\\s#!]+)\\s*[=:\\s].*");

    private static final String HIDDEN = "***";

    private SettingsFile() {}

    /** Replaces the value of each setting whose name contains, for example, password. */
    static String withoutSecrets(String text) {
        var kept = new ArrayList<String>();
        var hidden = false;
        for (var line : text.split("\n", -1)) {
            if (hidden) {
                hidden = continued(line);
                continue;
            }
            var setting = LINE.matcher(line);
            if (setting.matches() && SECRET.matcher(setting.group("name")).matches()) {
                kept.add(setting.group("name") + "=" + HIDDEN);
                hidden = continued(line);
            } else {
                kept.add(line);
            }
        }
        return String.join("\n", kept);
    }

    /** Whether the value continues in the next line: an odd number of backslashes at the end. */
    private static boolean continued(String line) {
        var end = line.stripTrailing();
        var count = end.length();
        while (count > 0 && end.charAt(count - 1) == '\\') {
            count--;
        }
        return (end.length() - count) % 2 == 1;
    }
}
