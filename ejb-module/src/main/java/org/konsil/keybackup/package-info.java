/**
 * A user's room keys, encrypted by the user's clients and kept for their future devices. The client
 * API calls {@link org.konsil.keybackup.KeyBackupService}. What is stored can be opened with a key
 * that never comes here; the server only decides which of two copies of a key it keeps.
 */
package org.konsil.keybackup;
