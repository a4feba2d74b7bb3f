package dev.obtaskd.api.v2.http;

import java.util.regex.Pattern;

/**
 * A path of a resource, such as {@code /api/v2/tasks/{id}}. A variable matches one segment unless
 * it has a pattern of its own, as in {@code {name: .+}}.
 *
 * @param literals number of characters outside variables: of the templates that match a path, the
 *     one with the most applies
 */
record PathTemplate(String text, Pattern pattern, int literals) {

    private static final Pattern VARIABLE =
            Pattern.compile("\\{\\s*[\\w.-]+\\s*(?::\\s*([^{}]+?)\\s*)?}");

    static PathTemplate of(String text) {
        var regex = new StringBuilder();
        var literals = 0;
        var end = 0;
        var variable = VARIABLE.matcher(text);
        while (variable.find()) {
            regex.append(Pattern.quote(text.substring(end, variable.start())));
            regex.append(variable.group(1) == null ? "[^/]+" : "(?:" + variable.group(1) + ")");
            literals += variable.start() - end;
            end = variable.end();
        }
        regex.append(Pattern.quote(text.substring(end)));
        literals += text.length() - end;
        return new PathTemplate(text, Pattern.compile(regex.toString()), literals);
    }

    boolean matches(String path) {
        return pattern.matcher(path).matches();
    }
}
