package dev.obtaskd.api.v2.operation;

import static dev.obtaskd.api.v2.http.QueryParameter.flag;

import dev.obtaskd.api.v2.http.PageParameters;
import dev.obtaskd.api.v2.http.QueryParameter;

/** The parameters of the list of operations. */
final class OperationListParameters extends PageParameters {

    static final OperationListParameters PARAMETERS = new OperationListParameters();

    final QueryParameter<Boolean> hidden =
            add(flag("hidden", "Whether to include the operations of the daemon itself"));
}
