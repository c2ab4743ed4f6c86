/** Law and policy as data: read from this service's own files when it starts, and checked against each other. */
@NullMarked
package io.rykker.dunning.rulebook;

import org.jspecify.annotations.NullMarked;
