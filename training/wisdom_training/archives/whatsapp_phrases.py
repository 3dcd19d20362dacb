"""What WhatsApp writes into a chat itself, in the languages of most of its users.

An iPhone marks all of these by U+200E, and pictures that were left out stand in ``<…>``, whatever
the language. So the lists are needed for Android, and for chats that lost their marks on the way.
The languages: English, German, French, Spanish, Portuguese, Italian, Dutch, Turkish, Russian,
Indonesian, Hindi and Arabic.
"""

from __future__ import annotations

import re

EDITED = frozenset(
    {
        "this message was edited",
        "diese nachricht wurde bearbeitet",
        "ce message a été modifié",
        "se editó este mensaje",
        "editaste este mensaje",
        "mensaje editado",
        "mensagem editada",
        "esta mensagem foi editada",
        "questo messaggio è stato modificato",
        "messaggio modificato",
        "dit bericht is bewerkt",
        "bu mesaj düzenlendi",
        "сообщение изменено",
        "данное сообщение изменено",
        "pesan ini diedit",
        "pesan ini telah diedit",
        "यह मैसेज एडिट किया गया था",
        "यह संदेश संपादित किया गया था",
        "تم تعديل هذه الرسالة",
    }
)
"""At the end of a message, in ``<…>``; in lower case, without a full stop."""

WORDLESS = frozenset(
    {
        "null",  # calls, and what can be seen once
        "this message was deleted",
        "you deleted this message",
        "message deleted",
        "diese nachricht wurde gelöscht",
        "du hast diese nachricht gelöscht",
        "ce message a été supprimé",
        "vous avez supprimé ce message",
        "se eliminó este mensaje",
        "este mensaje fue eliminado",
        "eliminaste este mensaje",
        "has eliminado este mensaje",
        "mensagem apagada",
        "esta mensagem foi apagada",
        "você apagou esta mensagem",
        "apagou esta mensagem",
        "questo messaggio è stato eliminato",
        "hai eliminato questo messaggio",
        "dit bericht is verwijderd",
        "dit bericht werd verwijderd",
        "je hebt dit bericht verwijderd",
        "u hebt dit bericht verwijderd",
        "bu mesaj silindi",
        "bu mesajı sildiniz",
        "сообщение удалено",
        "данное сообщение удалено",
        "вы удалили это сообщение",
        "вы удалили данное сообщение",
        "pesan ini telah dihapus",
        "pesan ini dihapus",
        "anda menghapus pesan ini",
        "anda telah menghapus pesan ini",
        "यह मैसेज डिलीट कर दिया गया",
        "यह मैसेज डिलीट किया गया था",
        "आपने यह मैसेज डिलीट किया",
        "आपने यह मैसेज डिलीट कर दिया",
        "यह संदेश हटा दिया गया था",
        "आपने यह संदेश हटा दिया",
        "تم حذف هذه الرسالة",
        "حذفت هذه الرسالة",
        "لقد حذفت هذه الرسالة",
        "waiting for this message. this may take a while",
        "live location shared",
        "missed voice call",
        "missed video call",
        "verpasster sprachanruf",
        "verpasster videoanruf",
        "appel vocal manqué",
        "appel vidéo manqué",
        "llamada perdida",
        "videollamada perdida",
        "chamada de voz perdida",
        "chamada de vídeo perdida",
        "ligação de voz perdida",
        "ligação de vídeo perdida",
        "chiamata vocale persa",
        "videochiamata persa",
        "gemiste spraakoproep",
        "gemiste video-oproep",
        "cevapsız sesli arama",
        "cevapsız görüntülü arama",
        "пропущенный аудиозвонок",
        "пропущенный видеозвонок",
        "panggilan suara tak terjawab",
        "panggilan video tak terjawab",
        "मिस्ड वॉइस कॉल",
        "मिस्ड वीडियो कॉल",
        "مكالمة صوتية فائتة",
        "مكالمة فيديو فائتة",
    }
)
"""All of a message; in lower case, without a full stop."""

OMITTED = re.compile(
    r"(?:\S+ ){1,2}(?:omitted|ausgelassen|weggelassen|ausgeschlossen|omise?s?|absente?s?"
    r"|omitid[oa]s?|omitid[oa]s? de multimedia|ocult[oa]s?|ocultad[oa]s?|omess[oaie]|weggelaten"
    r"|dahil edilmedi|пропущен[оаы]?|опущен[оаы]?|tidak disertakan|dihilangkan"
    r"|शामिल नहीं है|छोड़ा गया|हटाया गया)"
    r"|без (?:медиафайлов|файлов)|تم استبعاد (?:\S+ ?){1,2}|(?:\S+ ){1,2}مستبعدة?"
)
"""All of a message in place of a picture, a recording or a file; in lower case."""

_ATTACHED = (
    "file attached",
    "Datei angehängt",
    "fichier joint",
    "archivo adjunto",
    "arquivo anexado",
    "ficheiro anexado",
    "file allegato",
    "bestand bijgevoegd",
    "bestand toegevoegd",
    "dosya ekli",
    "dosya eklendi",
    "файл добавлен",
    "файл прикреплён",
    "file terlampir",
    "फ़ाइल संलग्न है",
    "फ़ाइल अटैच की गई",
    "الملف مرفق",
    "ملف مرفق",
)
ATTACHED = re.compile(
    r"(?:(?:IMG|VID|AUD|PTT|STK|DOC)-\d{8}-WA\d+\.\w+(?: \([^()]*\))?"
    rf"|.+\.\w{{1,5}} \((?:{'|'.join(map(re.escape, _ATTACHED))})\))",
    re.IGNORECASE,
)
"""All of a line that stands for a file; a caption may follow it."""

POLL = re.compile(
    r"(?:poll|umfrage|sondage|encuesta|enquete|inquérito|sondaggio|peiling|poll|anket|опрос|polling"
    r"|jajak pendapat|पोल|मतदान|استطلاع|استطلاع رأي):",
)
"""The first line of a poll; in lower case."""

AFTERNOON = frozenset(
    {"pm", "p", "م", "مساءً", "مساء", "ös", "μμ", "下午", "午後", "오후", "अपराह्न", "nachm"}
)
"""The second half of a day's hours; in lower case, without spaces and full stops."""
MORNING = frozenset(
    {"am", "a", "ص", "صباحًا", "صباحا", "öö", "πμ", "上午", "午前", "오전", "पूर्वाह्न", "vorm"}
)
