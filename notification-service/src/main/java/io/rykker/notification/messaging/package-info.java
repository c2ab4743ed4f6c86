/** The Kafka edge: records in, wire form of what goes out. */
@NullMarked
package io.rykker.notification.messaging;

import org.jspecify.annotations.NullMarked;
