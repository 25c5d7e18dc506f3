package io.github.jdiffscope.format.executable.dotnet;

import java.util.Map;

/**
 * The columns of the metadata tables (ECMA-335, II.22; Portable PDB v1.0 for 0x30 and above).
 *
 * <p>A column is {@code name:kind}: 2 or 4 bytes, S a name, G a GUID, B a blob, two hexadecimal digits a row of that
 * table, anything else a coded index.
 */
final class TableSchema {
  static final int TABLES = 0x38;
  /** Tables of a coded index, in the order of their tags (II.24.2.6); "-" is a tag without a table. */
  private static final Map<String, String> CODED = Map.ofEntries(Map.entry("TypeDefOrRef", "02 01 1B"),
      Map.entry("HasConstant", "04 08 17"),
      Map.entry("HasCustomAttribute", "06 04 01 02 08 09 0A 00 0E 17 14 11 1A 1B 20 23 26 27 28 2A 2C 2B"),
      Map.entry("HasFieldMarshal", "04 08"), Map.entry("HasDeclSecurity", "02 06 20"),
      Map.entry("MemberRefParent", "02 01 1A 06 1B"), Map.entry("HasSemantics", "14 17"),
      Map.entry("MethodDefOrRef", "06 0A"), Map.entry("MemberForwarded", "04 06"), Map.entry("Implementation", "26 23 27"),
      Map.entry("CustomAttributeType", "- - 06 0A -"), Map.entry("ResolutionScope", "00 1A 23 01"),
      Map.entry("TypeOrMethodDef", "02 06"), Map.entry("HasCustomDebugInformation",
          "06 04 01 02 08 09 0A 00 0E 17 14 11 1A 1B 20 23 26 27 28 2A 2C 2B 30 32 33 34 35"));
  private static final String[] ROWS = new String[TABLES];

  static {
    String all = """
        00 Module Generation:2 Name:S Mvid:G EncId:G EncBaseId:G
        01 TypeRef ResolutionScope:ResolutionScope Name:S Namespace:S
        02 TypeDef Flags:4 Name:S Namespace:S Extends:TypeDefOrRef FieldList:04 MethodList:06
        03 FieldPtr Field:04
        04 Field Flags:2 Name:S Signature:B
        05 MethodPtr Method:06
        06 MethodDef RVA:4 ImplFlags:2 Flags:2 Name:S Signature:B ParamList:08
        07 ParamPtr Param:08
        08 Param Flags:2 Sequence:2 Name:S
        09 InterfaceImpl Class:02 Interface:TypeDefOrRef
        0A MemberRef Class:MemberRefParent Name:S Signature:B
        0B Constant Type:2 Parent:HasConstant Value:B
        0C CustomAttribute Parent:HasCustomAttribute Type:CustomAttributeType Value:B
        0D FieldMarshal Parent:HasFieldMarshal NativeType:B
        0E DeclSecurity Action:2 Parent:HasDeclSecurity PermissionSet:B
        0F ClassLayout PackingSize:2 ClassSize:4 Parent:02
        10 FieldLayout Offset:4 Field:04
        11 StandAloneSig Signature:B
        12 EventMap Parent:02 EventList:14
        13 EventPtr Event:14
        14 Event Flags:2 Name:S EventType:TypeDefOrRef
        15 PropertyMap Parent:02 PropertyList:17
        16 PropertyPtr Property:17
        17 Property Flags:2 Name:S Type:B
        18 MethodSemantics Semantics:2 Method:06 Association:HasSemantics
        19 MethodImpl Class:02 Body:MethodDefOrRef Declaration:MethodDefOrRef
        1A ModuleRef Name:S
        1B TypeSpec Signature:B
        1C ImplMap Flags:2 Member:MemberForwarded Name:S Scope:1A
        1D FieldRVA RVA:4 Field:04
        1E EncLog Token:4 Function:4
        1F EncMap Token:4
        20 Assembly HashAlgorithm:4 Major:2 Minor:2 Build:2 Revision:2 Flags:4 PublicKey:B Name:S Culture:S
        21 AssemblyProcessor Processor:4
        22 AssemblyOS Platform:4 Major:4 Minor:4
        23 AssemblyRef Major:2 Minor:2 Build:2 Revision:2 Flags:4 PublicKey:B Name:S Culture:S Hash:B
        24 AssemblyRefProcessor Processor:4 AssemblyRef:23
        25 AssemblyRefOS Platform:4 Major:4 Minor:4 AssemblyRef:23
        26 File Flags:4 Name:S Hash:B
        27 ExportedType Flags:4 TypeDefId:4 Name:S Namespace:S Implementation:Implementation
        28 ManifestResource Offset:4 Flags:4 Name:S Implementation:Implementation
        29 NestedClass Nested:02 Enclosing:02
        2A GenericParam Number:2 Flags:2 Owner:TypeOrMethodDef Name:S
        2B MethodSpec Method:MethodDefOrRef Instantiation:B
        2C GenericParamConstraint Owner:2A Constraint:TypeDefOrRef
        30 Document Name:B HashAlgorithm:G Hash:B Language:G
        31 MethodDebugInformation Document:30 SequencePoints:B
        32 LocalScope Method:06 ImportScope:35 VariableList:33 ConstantList:34 Start:4 Length:4
        33 LocalVariable Attributes:2 Index:2 Name:S
        34 LocalConstant Name:S Signature:B
        35 ImportScope Parent:35 Imports:B
        36 StateMachineMethod MoveNext:06 Kickoff:06
        37 CustomDebugInformation Parent:HasCustomDebugInformation Kind:G Value:B
        """;
    for (String line : all.split("\n")) {
      ROWS[Integer.parseInt(line.substring(0, 2), 16)] = line.substring(3);
    }
  }

  private TableSchema() {}

  /** Returns a table's name and columns, or null if there is no such table. */
  static String[] columns(int table) {
    return table >= TABLES || ROWS[table] == null ? null : ROWS[table].split(" ");
  }

  /** Returns the tables of a coded index by tag, -1 for tags without one; null if the kind is no coded index. */
  static int[] coded(String kind) {
    String tables = CODED.get(kind);
    if (tables == null) {
      return null;
    }
    String[] words = tables.split(" ");
    int[] result = new int[words.length];
    for (int i = 0; i < words.length; i++) {
      result[i] = words[i].equals("-") ? -1 : Integer.parseInt(words[i], 16);
    }
    return result;
  }
}
