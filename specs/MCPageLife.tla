----------------------------- MODULE MCPageLife -----------------------------
(***************************************************************************)
(* Root module of every model of slice "pages": the properties, and the    *)
(* witnesses.  A witness claims that an interesting situation never        *)
(* arises; TLC must find that it does.                                     *)
(***************************************************************************)
EXTENDS PageLifeProperties
=============================================================================
