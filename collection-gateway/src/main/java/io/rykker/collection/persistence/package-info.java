/** Tables as rows, and the outbox. */
@NullMarked
package io.rykker.collection.persistence;

import org.jspecify.annotations.NullMarked;
