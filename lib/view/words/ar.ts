import { makeLanguage } from "./make-language";
import { makePlural } from "./plural";

const SERVICES = makePlural("ar", {
  one: "وخدمة واحدة أخرى",
  two: "و# من الخدمات الأخرى",
  few: "و# خدمات أخرى",
  other: "و# خدمة أخرى",
});

/** Western digits, as on the rest of the page. Of two more it speaks so that no case shows. */
export const AR = makeLanguage({
  locale: "ar-u-nu-latn",
  isRightToLeft: true,
  templates: {
    title: "{name}: {impact}",
    opened: "لاحظنا مشكلة في {name} ونعمل على فحصها.",
    identified: "عُرف سبب المشكلة في {name}، والعمل جارٍ على حلها.",
    unacknowledged: "نبحث من جديد عن سبب المشكلة في {name}.",
    impact: "تؤثر المشكلة الآن على {name}: {impact}.",
    unstable: "حالة {name} تتغير باستمرار. ونصفها بأنها غير مستقرة إلى أن تثبت.",
    stable: "لم تعد حالة {name} تتغير باستمرار.",
    gap: "لم تتوفر بيانات المراقبة لبعض الوقت. وبحسب علمنا، استمرت المشكلة في {name} خلال ذلك.",
    recovered: "انتهت المشكلة في {name}. وما زلنا نتابع الوضع.",
    resolved: "لم تظهر أي مشكلة أخرى في {name} منذ ذلك الحين. تم حل الحادث.",
    reopened: "عادت المشكلة في {name}.",
    removed: "لم تعد المراقبة تشمل {name}، ولذلك لا يمكن تأكيد انتهاء المشكلة.",
    unpublished: "لم تعد هذه الصفحة تعرض {name}.",
    remains: "انتهى الحادث السابق، لكن المشكلة في {name} ما زالت قائمة. ونعمل على فحصها.",
    merged: "يُعرض هذا الحادث الآن مع حادث آخر.",
    still: "ما زلنا نبحث عن السبب. المدة حتى الآن: {duration}.",
    still_identified: "ما زال العمل على الحل جاريًا. المدة حتى الآن: {duration}.",
    maintenance_title: "صيانة {name}",
    maintenance_scheduled: "صيانة {name} مقررة من {from} إلى {to}.",
    maintenance_started: "بدأت صيانة {name}. ومن المقرر أن تستمر حتى {to}.",
    maintenance_extended: "تستغرق صيانة {name} وقتًا أطول، ومن المقرر الآن أن تستمر حتى {to}.",
    maintenance_moved: "تغير موعد صيانة {name}: من {from} إلى {to}.",
    maintenance_ended_early: "انتهت صيانة {name} قبل الموعد المعلن.",
    maintenance_completed: "اكتملت صيانة {name}.",
    maintenance_cancelled: "أُلغيت صيانة {name}.",
    maintenance_forgotten: "لم يعد نظام المراقبة يذكر صيانة {name}. ونعرضها كما أُعلن عنها.",
  },
  states: {
    operational: "في الخدمة",
    degraded_performance: "أداء منخفض",
    partial_outage: "انقطاع جزئي",
    major_outage: "انقطاع كبير",
    under_maintenance: "قيد الصيانة",
    unknown: "حالة غير معروفة",
  },
  andMore: (first, more) => `${first} ${SERVICES(more)}`,
});
