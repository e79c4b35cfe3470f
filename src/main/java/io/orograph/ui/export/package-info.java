/** Export for reports: figures and films as files and to the clipboard, the numbers in every format that there is. */
package io.orograph.ui.export;
