/** Where a case stands with an agency, and when a call is tried again: plain Java. */
@NullMarked
package io.rykker.collection.domain;

import org.jspecify.annotations.NullMarked;
