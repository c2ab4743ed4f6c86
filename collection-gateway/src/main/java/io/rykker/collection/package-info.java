/** Hands cases to collection agencies, and brings their status and their money back. */
@NullMarked
package io.rykker.collection;

import org.jspecify.annotations.NullMarked;
