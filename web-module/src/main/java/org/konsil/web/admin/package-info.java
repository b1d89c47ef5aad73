/**
 * REST for administrators outside the specification: the administration API under /_konsil/admin,
 * whose document is openapi.yaml, and registration with the shared secret. Called by the container
 * only. The console's pages are in org.konsil.web.ui.admin.
 */
package org.konsil.web.admin;
