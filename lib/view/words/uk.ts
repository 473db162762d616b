import { makeLanguage } from "./make-language";
import { makePlural } from "./plural";

const SERVICES = makePlural("uk", { one: "# сервіс", few: "# сервіси", many: "# сервісів", other: "# сервісу" });

/** Names stand in front or after a colon, in the nominative: a name cannot be declined here. */
export const UK = makeLanguage({
  locale: "uk",
  templates: {
    title: "{name}: {impact}",
    opened: "{name}: ми помітили проблему й з’ясовуємо її причину.",
    identified: "{name}: причина проблеми відома, над її усуненням працюють.",
    unacknowledged: "{name}: ми знову шукаємо причину проблеми.",
    impact: "Проблема тепер охоплює: {name} ({impact}).",
    unstable: "{name}: стан постійно змінюється. Ми називаємо його нестабільним, доки він не стане сталим.",
    stable: "{name}: стан більше не змінюється постійно.",
    gap: "{name}: певний час не було даних моніторингу. Наскільки нам відомо, проблема весь цей час тривала.",
    recovered: "{name}: проблема минула. Ми продовжуємо спостерігати.",
    resolved: "{name}: відтоді проблем більше не було. Інцидент вирішено.",
    reopened: "{name}: проблема виникла знову.",
    removed: "{name}: моніторинг припинено, тому відновлення неможливо підтвердити.",
    unpublished: "{name}: вилучено з цієї сторінки.",
    remains: "{name}: попередній інцидент завершився, але проблема залишається. Ми з’ясовуємо її причину.",
    merged: "Цей інцидент тепер описано разом з іншим.",
    still: "Ми й далі шукаємо причину. Це триває вже {duration}.",
    still_identified: "Над усуненням проблеми й далі працюють. Це триває вже {duration}.",
    maintenance_title: "Технічні роботи: {name}",
    maintenance_scheduled: "{name}: технічні роботи заплановано з {from} до {to}.",
    maintenance_started: "{name}: технічні роботи почалися. Вони заплановані до {to}.",
    maintenance_extended: "{name}: технічні роботи триватимуть довше. Тепер вони заплановані до {to}.",
    maintenance_moved: "{name}: технічні роботи перенесено, тепер з {from} до {to}.",
    maintenance_ended_early: "{name}: технічні роботи завершилися раніше, ніж було оголошено.",
    maintenance_completed: "{name}: технічні роботи завершено.",
    maintenance_cancelled: "{name}: технічні роботи скасовано.",
    maintenance_forgotten:
      "{name}: моніторинг більше не показує цих технічних робіт. Ми показуємо їх так, як було оголошено.",
  },
  states: {
    operational: "нормальна робота",
    degraded_performance: "знижена продуктивність",
    partial_outage: "частковий збій",
    major_outage: "серйозний збій",
    under_maintenance: "технічні роботи",
    unknown: "стан невідомий",
  },
  andMore: (first, more) => `${first} та ще ${SERVICES(more)}`,
});
