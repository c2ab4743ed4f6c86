/** Money: reads bank files and payment events, matches and allocates every øre, and says what it did. */
@NullMarked
package io.rykker.payment;

import org.jspecify.annotations.NullMarked;
