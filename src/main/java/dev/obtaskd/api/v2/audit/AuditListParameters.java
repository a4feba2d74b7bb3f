package dev.obtaskd.api.v2.audit;

import dev.obtaskd.api.v2.http.QueryParameter;

/** The parameters of the list of the audit. */
final class AuditListParameters extends AuditExportParameters {

    static final AuditListParameters LIST = new AuditListParameters();

    final QueryParameter<Integer> limit =
            add(QueryParameter.limit(50, 500, "Maximum number of items"));
}
