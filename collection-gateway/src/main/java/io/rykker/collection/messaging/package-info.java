/** The Kafka edge: records in, wire form of what goes out. */
@NullMarked
package io.rykker.collection.messaging;

import org.jspecify.annotations.NullMarked;
