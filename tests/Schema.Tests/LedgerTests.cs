using CanaryMesh.Schema.Tests.Support;
using CanaryMesh.Webhook.Checking.Fields;

namespace CanaryMesh.Schema.Tests;

public sealed class LedgerTests
{
    public static TheoryData<string> Kinds => ["Canary", "MetricTemplate", "AlertProvider"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Ledger_OfAKind_HasEveryLeafOfFlaggersSchemaOnce(string kind) => Assert.Equal(
        Leaf.All.Where(leaf => leaf.Kind == kind).Select(leaf => leaf.Path).Order(StringComparer.Ordinal),
        FieldLedger.Of(kind).SelectMany(row => row.Paths).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Row_WithoutEffect_SaysWhatToWriteInstead(string kind) =>
        Assert.Empty(FieldLedger.Of(kind).Where(row => row.Fate is FieldFate.NoEffect != row.Words.Length > 0).Select(row => row.Path));

    [Theory]
    [InlineData("istio", "gatewayapi:v1")]
    [InlineData("gatewayapi:v1", "istio")]
    public void Row_ThatOneRouteDoesAndTheOtherDoesNot_SaysWhatToWriteThere(string one, string other)
    {
        var rows = FieldLedger.Of("Canary").Where(row => row.By.Contains(one) && row.With(other) is FieldFate.NoEffect).ToList();

        Assert.NotEmpty(rows);
        Assert.Empty(rows.Where(row => row.Else.Length == 0).Select(row => row.Path));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Row_OfWhatIsOnlyServedInPart_IsOfOneLeaf(string kind) =>
        Assert.Empty(FieldLedger.Of(kind).Where(row => row.Served is not null && (row.Leaves.Length > 0 || row.Fate is not FieldFate.Done)).Select(row => row.Path));
}
