package dev.obtaskd.catalogue.check;

import dev.obtaskd.json.JsonPointers;
import dev.obtaskd.step.StepKind.Flaw;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;

/** Creates flaws whose message begins with the place. */
final class Flaws {

    private static final Messages MESSAGES = Messages.of("catalogue");

    private Flaws() {}

    static Flaw at(String pointer, LocalizedText message) {
        return new Flaw(pointer, MESSAGES.text("flaw.at", JsonPointers.dotted(pointer), message));
    }
}
