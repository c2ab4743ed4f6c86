/** The receivable and the rules of taking it in. Plain Java: no framework, no I/O, no clock. */
@NullMarked
package io.rykker.invoice.domain;

import org.jspecify.annotations.NullMarked;
