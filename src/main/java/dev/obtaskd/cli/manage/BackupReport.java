package dev.obtaskd.cli.manage;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obtaskd.backup.BackupManifest;
import dev.obtaskd.store.StoreContent;

/**
 * What commands print about a backup. Not a part of the commands, because the parser of the command
 * line loads all classes that their methods name.
 */
final class BackupReport {

    private BackupReport() {}

    static ObjectNode document(BackupManifest manifest, StoreContent content) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("createdAt", manifest.createdAt().toString())
                .put("host", manifest.host())
                .put("daemon", manifest.daemon())
                .put("schema", content.schema())
                .put("tasks", content.tasks())
                .put("unfinished", content.unfinished())
                .put("secrets", manifest.options().secrets())
                .put("logs", manifest.options().logs());
    }
}
