package dev.obtaskd.api.v2.audit;

import static dev.obtaskd.api.v2.http.QueryParameter.constant;
import static dev.obtaskd.api.v2.http.QueryParameter.text;
import static dev.obtaskd.api.v2.http.QueryParameter.time;

import dev.obtaskd.api.v2.http.QueryParameter;
import dev.obtaskd.api.v2.http.QueryParameters;
import dev.obtaskd.api.v2.http.QueryValues;
import dev.obtaskd.api.v2.http.ResponseContext;
import dev.obtaskd.api.v2.http.WireEnums;
import dev.obtaskd.api.v2.wire.AuditView;
import dev.obtaskd.api.v2.wire.InitiatorView;
import dev.obtaskd.id.StoreScope;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.AuditEntry;
import dev.obtaskd.store.AuditFilter;
import dev.obtaskd.task.GenericId;
import dev.obtaskd.task.TaskDefinition;
import dev.obtaskd.text.Messages;
import java.time.Instant;

/** The parameters of the export of the audit: those that select entries. */
class AuditExportParameters extends QueryParameters {

    static final AuditExportParameters EXPORT = new AuditExportParameters();

    private static final Messages MESSAGES = Messages.of("api");

    final QueryParameter<String> actor = add(text("actor", "Name of the user"));
    final QueryParameter<String> action =
            add(text("action", "The action, or its first word, such as submit"));
    final QueryParameter<AuditView.Result> result =
            add(constant("result", AuditView.Result.class, "Result of the request"));
    final QueryParameter<InitiatorView.Source> source =
            add(constant("source", InitiatorView.Source.class, "Channel of the request"));
    final QueryParameter<String> address = add(text("address", "Address of the client, or SOCKET"));
    final QueryParameter<AuditView.ObjectType> objectType =
            add(constant("objectType", AuditView.ObjectType.class, "Kind of the object"));
    final QueryParameter<String> objectId = add(text("objectId", "Id of the object"));
    final QueryParameter<GenericId> taskId =
            add(
                    text("taskId", "Id of the task, which may be deleted")
                            .map(AuditExportParameters::id));
    final QueryParameter<Instant> from = add(time("from", "At or after, RFC 3339"));
    final QueryParameter<Instant> to = add(time("to", "Before, RFC 3339"));

    final QueryParameter<String> cursor = add(text("cursor", "nextCursor of the previous page"));

    /**
     * What the parameters of a request select.
     *
     * @param ofTasks whether entries without a task are left out
     */
    AuditFilter filter(QueryValues query, ResponseContext context, boolean ofTasks) {
        return new AuditFilter(
                query.find(actor).orElse(null),
                query.find(action).orElse(null),
                WireEnums.ofNullable(AuditEntry.Result.class, query.find(result).orElse(null)),
                WireEnums.ofNullable(TaskDefinition.Source.class, query.find(source).orElse(null)),
                query.find(address).orElse(null),
                WireEnums.ofNullable(
                        AuditEntry.ObjectType.class, query.find(objectType).orElse(null)),
                query.find(objectId).orElse(null),
                query.find(taskId).map(id -> task(id, context)).orElse(null),
                query.find(from).orElse(null),
                query.find(to).orElse(null),
                ofTasks);
    }

    /** A task of another agent is not in this store. */
    private static TaskId task(GenericId id, ResponseContext context) {
        return id.agent() == null || context.own().test(id.agent())
                ? TaskId.local(id.row())
                : new TaskId(StoreScope.CLUSTER, id.row());
    }

    private static GenericId id(String text) {
        try {
            return GenericId.parse(text);
        } catch (GenericId.Invalid e) {
            throw QueryParameter.invalid(
                    "taskId", text, MESSAGES.text("id.invalid", text, e.reason()));
        }
    }
}
