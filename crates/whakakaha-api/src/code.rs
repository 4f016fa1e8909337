//! Code lists on the wire: one wrapper makes a domain code list a JSON string and an enum of the contract.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{RefOr, Schema, schema::{ObjectBuilder, Type}},
};
use whakakaha_domain::code::CodeList;

/// A member of a domain code list, as its code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code<T>(pub T);

impl<T> From<T> for Code<T> {
    fn from(member: T) -> Self {
        Self(member)
    }
}

impl<T: CodeList> Serialize for Code<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.code())
    }
}

impl<'de, T: CodeList> Deserialize<'de> for Code<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = Cow::<'de, str>::deserialize(deserializer)?;
        T::parse(&code).map(Self).ok_or_else(|| D::Error::custom(format!("must be one of: {}", codes::<T>().join(", "))))
    }
}

/// The codes of a list.
pub(crate) fn codes<T: CodeList>() -> Vec<&'static str> {
    T::ALL.iter().map(|member| member.code()).collect()
}

impl<T: CodeList> PartialSchema for Code<T> {
    fn schema() -> RefOr<Schema> {
        let meanings: String =
            T::ALL.iter().map(|member| format!("\n- `{}`: {}", member.code(), member.meaning().trim())).collect();
        ObjectBuilder::new()
            .schema_type(Type::String)
            .enum_values(Some(codes::<T>()))
            .description(Some(format!("{}\n{meanings}", T::MEANING.trim())))
            .into()
    }
}

impl<T: CodeList> ToSchema for Code<T> {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed(T::NAME)
    }
}
