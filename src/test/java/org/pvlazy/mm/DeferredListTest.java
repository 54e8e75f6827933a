package org.pvlazy.mm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.pvlazy.probe.Sanitizer;
import org.pvlazy.probe.Sanitizer.KernelBug;

class DeferredListTest {
    private final AtomicInteger headTouched = new AtomicInteger();
    private final DeferredList list = new DeferredList(2, new Sanitizer(), headTouched::incrementAndGet);

    @Test
    void the_newest_array_page_is_the_first() {
        assertThat(list.empty()).isTrue();
        assertThat(list.first()).isNull();

        ArrayPage older = add();
        ArrayPage newer = add();

        assertThat(list.empty()).isFalse();
        assertThat(list.first()).isSameAs(newer);
        assertThat(list.next(newer)).isSameAs(older);
        assertThat(list.next(older)).isNull();
        assertThat(list.next(null)).isSameAs(newer);
        assertThat(list.listed()).containsExactly(2, 1);
    }

    @Test
    void an_array_page_takes_as_many_pages_as_it_has_room_for() {
        ArrayPage array = add();
        list.append(array, 7);
        assertThat(list.needsArray(array)).isFalse();
        list.append(array, 9);

        assertThat(list.needsArray(array)).isTrue();
        assertThat(list.needsArray(null)).isTrue();
        assertThat(array.pages()).containsExactly(7, 9);
    }

    @Test
    void what_is_deleted_is_gone_for_everybody_who_comes_later() {
        ArrayPage older = add();
        ArrayPage middle = add();
        ArrayPage newer = add();
        list.delete(middle);

        assertThat(list.listed()).containsExactly(newer.id(), older.id());
        assertThat(list.next(middle)).as("LIST_POISON1").isNull();
        list.delete(newer);
        list.delete(older);
        assertThat(list.empty()).isTrue();
    }

    @Test
    void deleting_twice_is_a_splat() {
        ArrayPage array = add();
        list.delete(array);

        assertThatExceptionOfType(KernelBug.class)
                .isThrownBy(() -> list.delete(array))
                .withMessage("LIST_CORRUPTION: list_del of array page 1");
    }

    @Test
    void deleting_what_was_freed_is_a_splat() {
        ArrayPage array = add();
        list.free(array);

        assertThatExceptionOfType(KernelBug.class)
                .isThrownBy(() -> list.delete(array))
                .withMessage("LIST_CORRUPTION: list_del of array page 1");
    }

    @Test
    void using_what_was_freed_is_a_splat() {
        ArrayPage array = add();
        list.delete(array);
        list.free(array);

        assertThat(array.freed()).isTrue();
        assertThat(list.array(array.id())).isNull();
        assertThatExceptionOfType(KernelBug.class)
                .isThrownBy(() -> list.append(array, 1))
                .withMessage("ARRAY_USE_AFTER_FREE: write of array page 1");
        assertThatExceptionOfType(KernelBug.class)
                .isThrownBy(() -> list.next(array))
                .withMessage("ARRAY_USE_AFTER_FREE: read of the next entry in array page 1");
        assertThatExceptionOfType(KernelBug.class)
                .isThrownBy(() -> list.checkNext(array))
                .withMessage("ARRAY_USE_AFTER_FREE: read of the next entry in array page 1");
        assertThatCode(() -> list.checkNext(list.allocate())).doesNotThrowAnyException();
    }

    @Test
    void numbers_are_used_again() {
        ArrayPage first = list.allocate();
        list.free(first);

        assertThat(list.allocate().id()).isEqualTo(first.id());
        assertThat(list.array(first.id())).isNotSameAs(first);
        assertThat(list.array(5)).isNull();
    }

    @Test
    void only_who_touches_the_head_needs_the_mm() {
        ArrayPage older = add();
        ArrayPage middle = add();
        ArrayPage newer = add();
        headTouched.set(0);

        list.append(middle, 1);
        list.delete(middle);
        assertThat(list.next(newer)).isSameAs(older);
        assertThat(headTouched).hasValue(0);
        list.delete(newer);
        assertThat(headTouched).hasValue(1);
        list.checkNext(null);
        assertThat(headTouched).hasValue(2);
    }

    @Test
    void the_end_of_the_mm_takes_one_array_page_after_the_other() {
        add();
        ArrayPage newer = add();
        headTouched.set(0);

        assertThat(list.poll()).isSameAs(newer);
        assertThat(list.listed()).containsExactly(1);
        assertThat(list.poll()).isNotNull();
        assertThat(list.poll()).isNull();
        assertThat(headTouched).hasValue(0);
    }

    private ArrayPage add() {
        ArrayPage array = list.allocate();
        list.add(array);
        return array;
    }
}
