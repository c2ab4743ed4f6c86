/** The protocol towards agencies: signed webhooks. */
@NullMarked
package io.rykker.collection.agency;

import org.jspecify.annotations.NullMarked;
