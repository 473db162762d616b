import { makeLanguage } from "./make-language";

/** No spaces around names, as Japanese is set. */
export const JA = makeLanguage({
  locale: "ja",
  templates: {
    title: "{name}：{impact}",
    opened: "{name}で問題を確認し、調査を進めています。",
    identified: "{name}の問題の原因が判明し、対応を進めています。",
    unacknowledged: "{name}の問題の原因を改めて調査しています。",
    impact: "現在、{name}に影響が出ています（{impact}）。",
    unstable: "{name}の状態が繰り返し変化しています。落ち着くまでは「不安定」とお伝えします。",
    stable: "{name}の状態が繰り返し変化することはなくなりました。",
    gap: "一定の時間、監視データを取得できませんでした。確認できている限り、{name}の問題はその間も続いていました。",
    recovered: "{name}の問題は収まりました。引き続き状況を見守っています。",
    resolved: "その後、{name}に問題は発生していません。このインシデントは解決しました。",
    reopened: "{name}の問題が再び発生しています。",
    removed: "{name}は監視の対象外となったため、復旧を確認できません。",
    unpublished: "{name}はこのページに表示されなくなりました。",
    remains: "以前のインシデントは終了しましたが、{name}の問題は続いています。調査を進めています。",
    merged: "この件は、別のインシデントとあわせてお知らせしています。",
    still: "引き続き原因を調査しています（経過時間：{duration}）。",
    still_identified: "引き続き対応を進めています（経過時間：{duration}）。",
    maintenance_title: "{name}のメンテナンス",
    maintenance_scheduled: "{name}のメンテナンスを予定しています（{from}から{to}まで）。",
    maintenance_started: "{name}のメンテナンスを開始しました。{to}まで予定しています。",
    maintenance_extended: "{name}のメンテナンスを延長し、{to}まで行う予定です。",
    maintenance_moved: "{name}のメンテナンスの日時が変わりました（{from}から{to}まで）。",
    maintenance_ended_early: "{name}のメンテナンスは、お知らせした終了時刻より早く終了しました。",
    maintenance_completed: "{name}のメンテナンスは完了しました。",
    maintenance_cancelled: "{name}のメンテナンスは中止になりました。",
    maintenance_forgotten:
      "監視システムは{name}のメンテナンスを示さなくなりました。お知らせした内容のまま掲載しています。",
  },
  states: {
    operational: "正常稼働",
    degraded_performance: "性能低下",
    partial_outage: "一部障害",
    major_outage: "重大な障害",
    under_maintenance: "メンテナンス中",
    unknown: "状態不明",
  },
  andMore: (first, more) => `${first}ほか${more}件`,
});
