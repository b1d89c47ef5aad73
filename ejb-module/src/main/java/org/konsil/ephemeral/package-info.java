/**
 * What passes: receipts, typing and presence. Receipts are rows in the stream; typing and presence
 * live in replicated Infinispan caches with expiry and never in the database. Called by the doors
 * and by sync; knows rooms only through their readers' side.
 */
package org.konsil.ephemeral;
