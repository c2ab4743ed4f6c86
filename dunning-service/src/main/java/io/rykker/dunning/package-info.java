/** Dunning: the case of every invoice, from the day it is issued until it is paid, settled or handed over. */
@NullMarked
package io.rykker.dunning;

import org.jspecify.annotations.NullMarked;
