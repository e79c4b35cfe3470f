package io.orograph.ui.main;

import static io.orograph.ui.main.MenuEntry.item;

import io.orograph.lesson.Lesson;
import io.orograph.ui.lesson.LessonModel;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/** The menu of lessons, and of what the program is. */
final class HelpMenu extends Menu {

    HelpMenu(LessonModel lessons, Runnable openLesson, About about) {
        super("_Help");
        Menu menu = new Menu("_Lessons");
        menu.setId("lessons-menu");
        menu.getItems().add(item("_All lessons", "F1", lessons::showList));
        menu.getItems().add(new SeparatorMenuItem());
        for (Lesson lesson : lessons.all()) {
            MenuItem item = item(lesson.title(), null, () -> lessons.begin(lesson));
            item.setMnemonicParsing(false);
            menu.getItems().add(item);
        }
        menu.getItems().addAll(new SeparatorMenuItem(), item("_Open a lesson…", null, openLesson));
        getItems().setAll(menu, new SeparatorMenuItem(), item("_About Orograph", null, about::show));
    }
}
