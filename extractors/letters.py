"""The letters of Vietnamese in both cases, for character classes: no range of Unicode holds one case only."""

from __future__ import annotations

UPPER = "A-ZĐÀÁẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬÈÉẺẼẸÊẾỀỂỄỆÌÍỈĨỊÒÓỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÙÚỦŨỤƯỨỪỬỮỰỲÝỶỸỴ"
"""Capital letters, to stand inside square brackets."""

LOWER = UPPER.lower()
"""Small letters, to stand inside square brackets."""
