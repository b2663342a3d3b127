"""The two-sided state matrix in full: for each pair of facts the verdict, with its words.

Source: counter practice on the mainland, weighed in docs/decisions/0002-verdict.md.
"""

from __future__ import annotations

from posdesk.domain.facts import Bank, Terminal
from posdesk.domain.money_state import Charge, Check, State, Verdict
from posdesk.domain.text import Text

# ruff: noqa: E501 - one sentence a line reads better than broken ones
TABLE: dict[tuple[Terminal | None, Bank | None], Verdict] = {
    (Terminal.APPROVED, Bank.DEBITED): Verdict(
        Charge.NO,
        State.PAID,
        do=Text(
            "核对单上金额和日期，该签字的签字，交货。",
            "Check amount and date on the slip, get a signature if asked for, hand over the goods.",
        ),
        tell=Text(
            "付款成功，这是您的单据。",
            "Your payment went through; here is your receipt.",
        ),
        checks=(Check.CLOSING,),
    ),
    (Terminal.APPROVED, Bank.NOT_DEBITED): Verdict(
        Charge.NO,
        State.PAID_BANK_LATE,
        do=Text(
            "单子有效，正常交货，不要再收。",
            "The slip stands: hand over the goods and take nothing more.",
        ),
        tell=Text(
            "付款已成功，银行那边会晚一点显示。",
            "The payment is approved; your bank will show it a little later.",
        ),
        checks=(
            Check.CLOSING,
            Check.WORKDAY_1,
        ),
        risk=Text(
            "只认今天、这个金额、本店终端、类型为消费的单子；预授权、撤销单、旧单重打印都不算。标着“脱机”的，批上送后银行才看得到。",
            "Only if the slip is of today, this amount, this shop's terminal and of type sale; a pre-authorisation, a void or an older reprint is not. A slip marked offline shows at the bank only after the batch upload.",
        ),
    ),
    (Terminal.APPROVED, Bank.RETURNED): Verdict(
        Charge.NO,
        State.CONFLICT,
        do=Text(
            "货先不交，叫经理，马上问收单机构。",
            "Hold the goods, call the manager, ask the acquirer at once.",
        ),
        tell=Text(
            "两边记录不一致，我们马上查，请稍等。",
            "The two records differ; we are checking right now, please wait.",
        ),
        checks=(
            Check.NOW,
            Check.WORKDAY_1,
        ),
        risk=Text(
            "退回的可能是更早那一笔；经理只决定货，不决定收款。",
            "The return may belong to an earlier attempt; the manager decides about the goods only.",
        ),
    ),
    (Terminal.APPROVED, Bank.UNKNOWN): Verdict(
        Charge.NO,
        State.PAID_BANK_LATE,
        do=Text(
            "单子有效，正常交货，不要再收。",
            "The slip stands: hand over the goods and take nothing more.",
        ),
        tell=Text(
            "付款已成功，请收好单据。",
            "The payment is approved; please keep the receipt.",
        ),
        checks=(
            Check.CLOSING,
            Check.WORKDAY_1,
        ),
        risk=Text(
            "只认今天、这个金额、本店终端、类型为消费的单子。",
            "Only if the slip is of today, this amount, this shop's terminal and of type sale.",
        ),
    ),
    (Terminal.APPROVED, None): Verdict(
        Charge.NO,
        State.PAID,
        do=Text(
            "核对单上金额和日期，正常交货。",
            "Check amount and date on the slip and hand over the goods.",
        ),
        tell=Text(
            "付款成功，这是您的单据。",
            "Your payment went through; here is your receipt.",
        ),
        checks=(Check.CLOSING,),
    ),
    (Terminal.DECLINED, Bank.DEBITED): Verdict(
        Charge.NO,
        State.ONE_SIDED,
        do=Text(
            "不要再收；核对时间金额，叫经理登记。",
            "Take nothing more; compare time and amount, call the manager to log it.",
        ),
        tell=Text(
            "我们没收到这笔，已登记去查，请先别再付。",
            "We have not received it; it is logged and being checked, please do not pay again yet.",
        ),
        checks=(
            Check.MINUTES_10,
            Check.TODAY,
            Check.WORKDAY_1,
            Check.WORKDAY_3,
            Check.WORKDAY_7,
        ),
        risk=Text(
            "明细若是别家店或别的金额，银行那边改记“看不到”。",
            "If the entry is another shop's or of another amount, record the bank as “cannot see”.",
        ),
    ),
    (Terminal.DECLINED, Bank.NOT_DEBITED): Verdict(
        Charge.YES,
        State.DECLINED,
        do=Text(
            "按代码提示，换卡或换方式再付。",
            "Follow the code: other card or other means, then take the payment.",
        ),
        tell=Text(
            "这笔没付成，也没扣钱，请换种方式付。",
            "It was refused and nothing was taken; please pay another way.",
        ),
        checks=(Check.WORKDAY_1_IF_BACK,),
    ),
    (Terminal.DECLINED, Bank.RETURNED): Verdict(
        Charge.YES,
        State.RETURNED,
        do=Text(
            "扣和退同额各一笔才算，留好记录再收。",
            "Count one debit and one return of the same amount, keep the record, then take the payment once.",
        ),
        tell=Text(
            "刚才扣的已退回，请您再付一次。",
            "The first debit has come back; please pay once more.",
        ),
        checks=(Check.WORKDAY_1,),
        risk=Text(
            "刷了两次、只退一笔，只算退了其中一次。",
            "Two attempts and one return: only one of them is returned.",
        ),
    ),
    (Terminal.DECLINED, Bank.UNKNOWN): Verdict(
        Charge.YES,
        State.DECLINED_BANK_UNSEEN,
        do=Text(
            "代码表写明不会扣款，才可换卡或现金收。",
            "Only if the code list says no money was taken: other card or cash.",
        ),
        tell=Text(
            "银行拒绝了这笔，请换卡或换种方式付。",
            "The bank refused it; please use another card or another way.",
        ),
        checks=(Check.WORKDAY_1,),
        risk=Text(
            "只写“交易失败”、没有代码的，算超时，不算拒绝。",
            "A bare “transaction failed” without a code is a timeout, not a decline.",
        ),
    ),
    (Terminal.DECLINED, None): Verdict(
        Charge.YES,
        State.DECLINED_BANK_UNSEEN,
        do=Text(
            "代码写明没扣款：按提示换卡或换方式。",
            "The code says nothing was taken: follow it, other card or other means.",
        ),
        tell=Text(
            "这笔没付成，请换卡或换种方式付。",
            "It was refused; please use another card or another way.",
        ),
        checks=(),
        risk=Text(
            "代码表写明不会扣款，或主机答复没有这笔，才算拒绝；顾客说被扣，先问银行。",
            "Only a code that leaves no doubt, or the host's own answer, counts as declined; if the customer speaks of a debit, ask the bank first.",
        ),
    ),
    (Terminal.TIMEOUT, Bank.DEBITED): Verdict(
        Charge.NO,
        State.ONE_SIDED,
        do=Text(
            "不要再收，货先留着，叫经理登记。",
            "Take nothing more, keep the goods aside, call the manager to log it.",
        ),
        tell=Text(
            "这笔正在查，货给您留着，请先别再付。",
            "We are tracing it and keep the goods for you; please do not pay again yet.",
        ),
        checks=(
            Check.MINUTES_10,
            Check.MINUTES_60,
            Check.TODAY,
            Check.WORKDAY_1,
            Check.WORKDAY_3,
            Check.WORKDAY_7,
        ),
        risk=Text(
            "后台或收单可能答“已付”：改记成功再交货。截图可伪造，货只凭店里这边的结果交。",
            "Portal or acquirer may say “paid”: record approved, then hand over. Screenshots can be forged: goods go out on the shop side's word only.",
        ),
    ),
    (Terminal.TIMEOUT, Bank.NOT_DEBITED): Verdict(
        Charge.UNKNOWN,
        State.NOT_TAKEN_UNPROVEN,
        do=Text(
            "先别收；等10分钟，查商户后台或问收单。",
            "Do not charge yet: wait 10 minutes, look in the merchant portal or ask the acquirer.",
        ),
        tell=Text(
            "银行显示可能有延迟，请等十分钟再看。",
            "Your bank may lag; please wait ten minutes and look again.",
        ),
        checks=(Check.MINUTES_10,),
        risk=Text(
            "满10分钟、没有待冲正，且后台、钱包查询或收单答“失败、已冲正、已关闭、查无此笔”才算没付成。经理、手机、机器自己的记录都不能代替。",
            "Only after 10 minutes, with no reversal pending, and when portal, wallet query or acquirer says failed, reversed, closed or no such transaction. Neither the manager, the phone nor the terminal's own memory can decide it.",
        ),
    ),
    (Terminal.TIMEOUT, Bank.RETURNED): Verdict(
        Charge.YES,
        State.RETURNED,
        do=Text(
            "扣和退同额各一笔，经理看过再收一次。",
            "One debit and one return of the same amount: manager looks, then take the payment once.",
        ),
        tell=Text(
            "刚才那笔已退回，请您再付一次。",
            "The first payment has come back; please pay once more.",
        ),
        checks=(Check.WORKDAY_1,),
        risk=Text(
            "看现场屏幕：同卡、同额、同时间，几笔扣就要几笔退，所用终端没有待冲正。",
            "On the live screen: same card, amount and time, as many returns as debits, no reversal pending on the terminal used.",
        ),
    ),
    (Terminal.TIMEOUT, Bank.UNKNOWN): Verdict(
        Charge.UNKNOWN,
        State.UNKNOWN,
        do=Text(
            "当作可能已扣：不再收，查后台，先登记。",
            "Treat it as perhaps taken: no new charge, look in the portal, log it.",
        ),
        tell=Text(
            "这笔还没查清，请先别再付，我们马上查。",
            "It is not clear yet; please do not pay again, we are checking.",
        ),
        checks=(
            Check.MINUTES_10,
            Check.TODAY,
            Check.WORKDAY_1,
        ),
    ),
    (Terminal.TIMEOUT, None): Verdict(
        Charge.UNKNOWN,
        State.ASK_BANK,
        do=Text(
            "请顾客看手机银行，同时查商户后台。",
            "Ask the customer to look in the bank app while you look in the merchant portal.",
        ),
        tell=Text(
            "请您看一下手机银行，这笔扣了没有。",
            "Please look in your bank app: was this debited?",
        ),
        checks=(Check.NOW,),
    ),
    (Terminal.REVERSING, Bank.DEBITED): Verdict(
        Charge.NO,
        State.REVERSING,
        do=Text(
            "不收款、不关机，保持联网等冲正结果。",
            "No charge, no power-off; stay on line and wait for the reversal's result.",
        ),
        tell=Text(
            "机器正在撤回这笔，请过几分钟再看手机。",
            "The terminal is taking it back; please look at your phone again in a few minutes.",
        ),
        checks=(
            Check.MINUTES_5,
            Check.MINUTES_10,
            Check.STUCK_15,
        ),
        risk=Text(
            "“冲正不成功”是试完了、没撤回：改记超时，不是办妥。",
            "“Reversal failed” means the tries are over and nothing was taken back: record a timeout, never “done”.",
        ),
    ),
    (Terminal.REVERSING, Bank.NOT_DEBITED): Verdict(
        Charge.UNKNOWN,
        State.REVERSING,
        do=Text(
            "先别收，等机器出冲正结果再查一次。",
            "Do not charge; wait for the reversal's result and query again.",
        ),
        tell=Text(
            "机器还在处理上一笔，请稍等几分钟。",
            "The terminal is still busy with the last payment; a few minutes, please.",
        ),
        checks=(Check.MINUTES_5,),
        risk=Text(
            "冲正成功改记拒绝，冲正不成功改记超时。",
            "Reversal accepted becomes declined, reversal failed becomes timeout.",
        ),
    ),
    (Terminal.REVERSING, Bank.RETURNED): Verdict(
        Charge.UNKNOWN,
        State.REVERSING_RETURNED,
        do=Text(
            "等机器冲正完，再选一次机器结果。",
            "Let the terminal finish, then answer the terminal question again.",
        ),
        tell=Text(
            "钱已退回，等机器处理完再请您付。",
            "The money is back; please pay once the terminal has finished.",
        ),
        checks=(
            Check.MINUTES_5,
            Check.STUCK_15,
        ),
    ),
    (Terminal.REVERSING, Bank.UNKNOWN): Verdict(
        Charge.UNKNOWN,
        State.REVERSING,
        do=Text(
            "不收款、不关机，等冲正结果，先登记。",
            "No charge, no power-off; wait for the result and log it.",
        ),
        tell=Text(
            "上一笔还在处理，请先别再付，稍等几分钟。",
            "The last payment is still being handled; please wait and do not pay again.",
        ),
        checks=(
            Check.MINUTES_5,
            Check.STUCK_15,
            Check.WORKDAY_1,
        ),
    ),
    (Terminal.REVERSING, None): Verdict(
        Charge.UNKNOWN,
        State.ASK_BANK,
        do=Text(
            "等冲正结果，同时请顾客看手机银行。",
            "Wait for the reversal and ask the customer to look in the bank app.",
        ),
        tell=Text(
            "请您看一下手机银行，这笔扣了没有。",
            "Please look in your bank app: was this debited?",
        ),
        checks=(
            Check.NOW,
            Check.MINUTES_5,
        ),
    ),
    (Terminal.VOIDED, Bank.DEBITED): Verdict(
        Charge.YES,
        State.VOIDED_RETURN_DUE,
        do=Text(
            "撤销单是同一笔、全额，顾客同意再收。",
            "Void slip is for this payment and the full amount; charge again only if the customer agrees.",
        ),
        tell=Text(
            "原来那笔已撤销，退款以银行到账为准，同意再付吗？",
            "The first payment is cancelled and its return is up to the bank's timing; do you agree to pay now?",
        ),
        checks=(
            Check.TODAY,
            Check.WORKDAY_1,
            Check.WORKDAY_3,
            Check.WORKDAY_7,
            Check.WORKDAY_15,
        ),
        risk=Text(
            "退货受理不等于钱已退；部分退货或别的单子不算撤销；撤销本身超时，算超时。",
            "A refund accepted is not money returned; a partial refund or another payment's slip is not a void; a void that timed out is a timeout.",
        ),
    ),
    (Terminal.VOIDED, Bank.NOT_DEBITED): Verdict(
        Charge.YES,
        State.VOIDED,
        do=Text(
            "撤销单是同一笔、全额，按正确金额收。",
            "Void slip is for this payment and the full amount: charge the right amount.",
        ),
        tell=Text(
            "原来那笔已撤销，请按正确金额付一次。",
            "The first payment is cancelled; please pay the right amount once.",
        ),
        checks=(Check.WORKDAY_1,),
    ),
    (Terminal.VOIDED, Bank.RETURNED): Verdict(
        Charge.YES,
        State.VOIDED_RETURNED,
        do=Text(
            "留好撤销单；顾客还要买，按正确金额收。",
            "Keep the void slip; if the customer still buys, charge the right amount.",
        ),
        tell=Text(
            "原来那笔已退回，请按正确金额付一次。",
            "The first payment has come back; please pay the right amount once.",
        ),
        checks=(Check.WORKDAY_1,),
    ),
    (Terminal.VOIDED, Bank.UNKNOWN): Verdict(
        Charge.YES,
        State.VOIDED_RETURN_DUE,
        do=Text(
            "撤销单是同一笔、全额，顾客同意再收。",
            "Void slip is for this payment and the full amount; charge again only if the customer agrees.",
        ),
        tell=Text(
            "原来那笔已撤销，请留好单据回头核对账单。",
            "The first payment is cancelled; please keep the slip and check your account later.",
        ),
        checks=(
            Check.WORKDAY_1,
            Check.WORKDAY_3,
            Check.WORKDAY_7,
        ),
        risk=Text(
            "退货受理不等于钱已退；部分退货或别的单子不算撤销。",
            "A refund accepted is not money returned; a partial refund or another payment's slip is not a void.",
        ),
    ),
    (Terminal.VOIDED, None): Verdict(
        Charge.UNKNOWN,
        State.ASK_BANK,
        do=Text(
            "核对撤销单，请顾客看手机银行退了没有。",
            "Check the void slip and ask the customer whether the bank shows the return.",
        ),
        tell=Text(
            "请您看一下手机银行，那笔退回来没有。",
            "Please look in your bank app: has it come back?",
        ),
        checks=(Check.NOW,),
    ),
    (None, Bank.DEBITED): Verdict(
        Charge.NO,
        State.ASK_TERMINAL,
        do=Text(
            "不要再收，先看机器屏幕和单子。",
            "Take nothing more; look at the terminal's screen and slip first.",
        ),
        tell=Text(
            "请稍等，我先查一下机器上的结果。",
            "One moment, I will look up the result on the terminal.",
        ),
        checks=(Check.NOW,),
    ),
    (None, Bank.NOT_DEBITED): Verdict(
        Charge.UNKNOWN,
        State.ASK_TERMINAL,
        do=Text(
            "先看机器屏幕和单子，选出机器结果。",
            "Look at the terminal's screen and slip and answer what it says.",
        ),
        tell=Text(
            "请稍等，我先查一下机器上的结果。",
            "One moment, I will look up the result on the terminal.",
        ),
        checks=(Check.NOW,),
    ),
    (None, Bank.RETURNED): Verdict(
        Charge.UNKNOWN,
        State.ASK_TERMINAL,
        do=Text(
            "先看机器屏幕和单子，选出机器结果。",
            "Look at the terminal's screen and slip and answer what it says.",
        ),
        tell=Text(
            "请稍等，我先查一下机器上的结果。",
            "One moment, I will look up the result on the terminal.",
        ),
        checks=(Check.NOW,),
    ),
    (None, Bank.UNKNOWN): Verdict(
        Charge.UNKNOWN,
        State.ASK_TERMINAL,
        do=Text(
            "先看机器屏幕和单子，选出机器结果。",
            "Look at the terminal's screen and slip and answer what it says.",
        ),
        tell=Text(
            "请稍等，我先查一下机器上的结果。",
            "One moment, I will look up the result on the terminal.",
        ),
        checks=(Check.NOW,),
    ),
    (None, None): Verdict(
        Charge.UNKNOWN,
        State.START,
        do=Text(
            "先停手：不再收、不关机，看机器结果。",
            "Hands off: no new charge, no power-off; look at the terminal.",
        ),
        tell=Text(
            "请稍等，我先查清这笔，先不收款。",
            "One moment: I will check this payment first and charge nothing.",
        ),
        checks=(Check.NOW,),
    ),
}
