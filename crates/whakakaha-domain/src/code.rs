//! Code lists: closed sets of codes with a meaning, used in the rules, in storage and on the wire.

/// A closed set of codes. The codes are contract; the meanings are for people.
pub trait CodeList: Copy + Eq + Send + Sync + 'static {
    /// The name of the list in the contract, such as `Sector`.
    const NAME: &'static str;
    /// What the list is about.
    const MEANING: &'static str;
    /// Every member, in the order in which people read them.
    const ALL: &'static [Self];

    /// The code, such as `social_service`.
    fn code(self) -> &'static str;

    /// What the code means.
    fn meaning(self) -> &'static str;

    /// The member with this code.
    #[must_use]
    fn parse(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|member| member.code() == code)
    }
}

/// Declares an enum that is a [`CodeList`]; doc comments become the published meanings.
macro_rules! code_list {
    ($(#[doc = $list:literal])+ $name:ident { $($(#[doc = $doc:literal])+ $member:ident = $code:literal,)+ }) => {
        $(#[doc = $list])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[doc = $doc])+ #[serde(rename = $code)] $member,)+
        }

        impl $crate::code::CodeList for $name {
            const NAME: &'static str = stringify!($name);
            const MEANING: &'static str = concat!($($list),+);
            const ALL: &'static [Self] = &[$(Self::$member),+];

            fn code(self) -> &'static str {
                match self {
                    $(Self::$member => $code,)+
                }
            }

            fn meaning(self) -> &'static str {
                match self {
                    $(Self::$member => concat!($($doc),+),)+
                }
            }
        }
    };
}
pub(crate) use code_list;
