/** The connection to the OceanBase of this host. */
@NullMarked
package dev.obtaskd.oceanbase;

import org.jspecify.annotations.NullMarked;
