/** The HTTP edge. */
@NullMarked
package io.rykker.notification.api;

import org.jspecify.annotations.NullMarked;
