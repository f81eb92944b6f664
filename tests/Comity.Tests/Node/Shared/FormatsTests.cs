using System.Globalization;
using Comity.Domain.Disputes;
using Comity.Node.Shared;

namespace Comity.Tests.Node.Shared;

public sealed class FormatsTests
{
    [Theory]
    [InlineData("en", DatePrecision.Day, "2 Aug 2019 (Fri)")]
    [InlineData("en", DatePrecision.Month, "Aug 2019")]
    [InlineData("ja", DatePrecision.Day, "2019年8月2日(金)")]
    [InlineData("ja", DatePrecision.Month, "2019年8月")]
    [InlineData("ko", DatePrecision.Day, "2019년 8월 2일(금)")]
    [InlineData("ko", DatePrecision.Year, "2019년")]
    public void A_date_is_as_exact_as_known(string language, DatePrecision precision, string expected)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

        Assert.Equal(expected, Formats.Date(new DateOnly(2019, 8, 2), precision));
    }
}
