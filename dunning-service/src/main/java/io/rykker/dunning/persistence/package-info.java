/** Tables as rows, and the outbox. */
@NullMarked
package io.rykker.dunning.persistence;

import org.jspecify.annotations.NullMarked;
