/**
 * What application services are told: events of rooms that concern them, and on request typing,
 * receipts and presence, in transactions that a service gets one after the other, each until it has
 * accepted it. A row is written in the transaction of what is told; a worker sends. Nobody builds
 * on this; administration looks at what waits.
 */
package org.konsil.appservicequeue;
