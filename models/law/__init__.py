"""The law as data: dated values with articles, in both languages, by place."""

from models.law.parameter import Parameter, Reference, Value
from models.law.place import County, Place
from models.law.reader import Law, ValueInForce, law

__all__ = ["County", "Law", "Parameter", "Place", "Reference", "Value", "ValueInForce", "law"]
